"""What LPC may call. Importing this package fills the registry: every module beside registry.py declares efuns."""

from importlib import import_module
from pkgutil import iter_modules

from .registry import REGISTRY, Efun, efun, visible

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["REGISTRY", "Efun", "efun", "visible"]
