"""The Rasa side: importer, graph components, reply generator, stores. Only here is rasa imported."""
