"""From a compiled file to the objects of it.

    loading      from a name to an object: compiled, its parents first        linker       a program becomes a class
    equipping    what a new object begins with                                reloading    a file again
    quiet        which functions cannot ask who has called them
"""
