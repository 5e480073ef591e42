"""What the school gets back: its own workbook with notes on the cells, a letter, an e-mail draft."""
