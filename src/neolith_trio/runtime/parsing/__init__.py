"""The natural-language parser: `put the second sword in the bag` becomes a call in the object that knows the verb.

Verb objects announce rules, `parse_add_rule("put", "OBJ in OBJ")`; the things of the world say by what words they are
called; the parser tries every reading of a sentence, asks the objects involved whether they agree, and calls do_...()
of the best reading, or says by the master's parser_error_message() why there is none.

    words       a sentence cut into words; words that mean something to the parser itself
    rules       tokens, rules, verbs and their synonyms
    knowledge   what the parser was told about objects
    scene       the objects that one sentence may be about
    problems    why a reading failed
    naming      the functions to call and their arguments
    asking      whether the objects agree
    reading     the search for readings
    parser      the parser of a world: the one thing that efuns use
"""

from .parser import Parser

__all__ = ["Parser"]
