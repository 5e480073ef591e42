"""What schools really send: a row for each way a form goes astray, held to what a school and an officer expect."""
