"""What an office has: its folder, its schools, its forms, and the schemes it offers with their editions and rules."""
