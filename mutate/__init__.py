"""Forms spoilt on purpose: every planted fault must be found where it stands, and nothing else."""
