"""What goes back to a school: its own forms with our comments or new ones, the letter, the e-mail, the receipt."""
