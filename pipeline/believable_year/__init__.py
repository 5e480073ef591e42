"""A believable school year: what invented schools send, and what each should get. Nothing else imports this."""
