"""Who talks to the bot in private."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.support.telegram_server.chats import Chat
from tests.support.telegram_server.entities import written
from tests.support.telegram_server.inline import InlineAnswer
from tests.support.telegram_server.refusal import Refusal, bad_request


@dataclass
class Person(Chat):
    """A person in a private chat with the bot.

    Attributes:
        id: Telegram's number of the person and of the chat.
        language_code: the language of their Telegram.
        has_started: whether they have begun a private chat.
        has_blocked: whether the bot may not write.
        is_seen: whether the bot has met them in a group.
        toasts: what they were shown after their presses.
    """

    language_code: str | None = "en"
    first_name: str = "Person"
    username: str | None = None
    has_started: bool = False
    has_blocked: bool = False
    is_seen: bool = field(default=False, init=False)
    toasts: list[str] = field(default_factory=list, init=False)

    @property
    def user(self) -> dict[str, Any]:
        """The person as Telegram describes them."""
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    @property
    def chat(self) -> dict[str, Any]:
        """The private chat as Telegram describes it."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    @property
    def closed(self) -> Refusal | None:
        """Why the bot may not write to them."""
        if not self.has_started and not self.is_seen:
            return bad_request("chat not found")
        if not self.has_started:
            return Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        if self.has_blocked:
            return Refusal(403, "Forbidden: bot was blocked by the user")
        return None

    @property
    def last_message(self) -> int:
        """The number of the newest message of theirs that stands in the chat."""
        newest: int = next(reversed(self.own_messages))
        return newest

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of theirs; it starts the chat."""
        self.has_started = True
        return self.keep(**{"from": self.user}, **content)

    def says(self, text: str) -> int:
        """They write; the number of the update."""
        return self.sends(**written(text))

    def sends(self, **content: Any) -> int:
        """They send anything, e.g. photo=[…]; the number of the update."""
        return self.server.updates.put(message=self.message(**content))

    def edits(self, message: int | str, text: str | None = None) -> int:
        """They change a message: `edits(message_id, text)`; the number of the update.

        `edits(text)` changes one that the bot has never seen.
        """
        if isinstance(message, str):
            before, text = self.message(), message
        else:
            before = self.own_messages[message]
        untouched = {k: v for k, v in before.items() if k != "entities"}
        edited = untouched | written(text or "") | {"edit_date": int(self.server.now())}
        self.own_messages[edited["message_id"]] = edited
        return self.server.updates.put(edited_message=edited)

    def presses(self, title: str) -> int:
        """They press the newest button with this title; the number of the update."""
        for reply in reversed(self.replies):
            for button in (button for row in reply.keyboard for button in row):
                if button["text"] == title:
                    assert "callback_data" in button, f"{title!r} leads out of the chat"
                    return self.presses_payload(button["callback_data"], reply.message_id)
        raise AssertionError(f"{title!r} stands on no button: {[r.buttons for r in self.replies]}")

    def presses_payload(self, payload: str, message_id: int, inaccessible: bool = False) -> int:
        """A query with this payload, as after a press of a button that need not stand there.

        Its message is described as it stands now; one that was deleted is inaccessible.
        """
        reply = self._numbered.get(message_id)
        message: dict[str, Any] = {"message_id": message_id, "date": 0, "chat": self.chat}
        if reply is None:
            now = int(self.server.now())
            described = message | {"date": now, "from": self.server.bot_user, "text": "-"}
        else:
            inaccessible = inaccessible or reply.is_deleted
            described = self.described(reply)
        return self.server.updates.put(
            callback_query={
                "id": self.server.new_query(self),
                "from": self.user,
                "message": message if inaccessible else described,
                "chat_instance": str(self.id),
                "data": payload,
            }
        )

    def asks_inline(self, query: str, offset: str = "", chat_type: str = "private") -> str:
        """They type the bot's name and a query in any chat; the query's number."""
        query_id = self.server.new_inline_query()
        asked = {"id": query_id, "from": self.user, "query": query, "offset": offset}
        self.server.updates.put(inline_query={**asked, "chat_type": chat_type})
        return query_id

    async def inline_answer(self, query_id: str, timeout: float = 5.0) -> InlineAnswer:
        """What a query of theirs is answered."""
        answered = self.server.inline_queries[query_id].answered
        try:
            await asyncio.wait_for(answered.wait(), timeout)
        except asyncio.TimeoutError:
            raise AssertionError(f"no answer to a query within {timeout} s") from None
        return self.server.inline_answers[query_id]

    def blocks(self) -> None:
        """They block the bot."""
        self.has_blocked = True
        change = {"user": self.server.bot_user, "status": "member"}
        self.server.updates.put(
            my_chat_member={
                "chat": self.chat,
                "from": self.user,
                "date": int(self.server.now()),
                "old_chat_member": change,
                "new_chat_member": {**change, "status": "kicked", "until_date": 0},
            }
        )
