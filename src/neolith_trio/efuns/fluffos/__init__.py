"""Efuns that mudlibs of MudOS and FluffOS expect and Neolith lacks; a mud for Neolith imports none of these modules.

    variants     what may be left out there, or given besides, under names that every driver knows
    strings      trimming, wrapping, English       bytes     buffers, hashes, compression, encodings
    numbers      chance, extremes, vectors         matrices  motions in space
    objects      objects and their programs        users     connections and input
    patterns     pcre_*(), by `re`                 flow      running functions, variables in a text
    inspecting   values and what is running        driver    the clock, the process
    save         variables in files                dwlib     what only Discworld's mudlib calls
    classes      LPC classes and their values      cycles    values that contain themselves
"""
