"""Who the schools are: 24 invented ones, what each calls its own things, and the public register that lists them."""
