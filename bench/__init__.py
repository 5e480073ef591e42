"""How long each stage takes, beside what somebody would write without this line, in the same run."""
