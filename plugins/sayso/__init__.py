"""Sayso: explainer pages about contested events, in which every statement keeps its speaker and its source."""

__version__ = "0.1.0"
