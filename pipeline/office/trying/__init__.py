"""Files and rules tried on papers: nothing is taken in and nobody is answered."""
