"""Writes an audit in the format asked for."""
