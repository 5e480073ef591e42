"""How schools write: a scheme's authored sentences in, a school's own paragraphs out, of which no two are the same."""
