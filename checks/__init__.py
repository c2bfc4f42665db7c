"""SOP -> findings: one small file per rule family, one explicit registry. Rules read the model alone."""

from checks.options import CheckOptions
from checks.runner import run_checks

__all__ = ["CheckOptions", "run_checks"]
