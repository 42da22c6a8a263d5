"""The audit as one PDF with its findings marked."""
