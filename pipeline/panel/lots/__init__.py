"""What is drawn by lot, so that anybody can replay the draw: the evidence to see, the schools to visit."""
