"""The Rasa side: importer, graph components, replies, stores. Only here is rasa imported."""
