"""Letters through their Word templates, and e-mails as drafts for the officer to send."""
