"""`ryadom locales`: what translators are given, how far they are, and what they have to mend."""
