"""What arrives packed: zips, e-mails, and two versions of one document in one delivery."""
