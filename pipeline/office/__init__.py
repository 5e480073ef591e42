"""The jobs of an award office: where the pure stages meet the register, the disk and the clock."""
