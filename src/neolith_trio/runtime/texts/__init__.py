"""Texts: made from values, taken apart, laid out, and matched with patterns; nothing here knows an object.

    formatting       sprintf, with layout (columns, tables)      scanning     sscanf, template literals in templates
    directives       what stands behind a %                      fields       formats that are read once
    plans            what both keep of a format                  printing     %O, in FluffOS printing_fluffos
    line_breaks      where a line may end                        screen       how wide a character is
    colours          codes between %^                            english      plurals, articles, numbers
    patterns         regexp() and its kin, by `re`               pcre         with unicode_properties
"""
