"""Understands a document: sentences, figures, evidence, who sells what, topics, country."""
