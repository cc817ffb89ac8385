"""What comes in its time without anybody's command.

    timers       call_outs, and what else a world does later     agenda       in the order in which it is due
    hearts       heart beats, with beating in rows               resetting    reset() of what is used
"""
