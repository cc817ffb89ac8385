"""Where LPC is, and where it failed: Python's frames and tracebacks read as those of LPC.

    stack      the running functions            held             what each one holds
    traces     the trace of an error            traces_fluffos   as the log of FluffOS shows it
    watching   how often and how long functions run, and traces of calls on users' screens
"""
