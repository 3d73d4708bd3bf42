"""The Rasa side: importer, graph components, replies, stores. Beside bot/telegram and
bot/cli the only place where rasa is imported."""
