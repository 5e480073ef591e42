"""The blank forms that schools fill in, made from a scheme: the Record, a workbook, and the Application, in Word."""
