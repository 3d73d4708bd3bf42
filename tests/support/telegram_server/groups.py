"""Groups that the bot is in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.support.telegram_server.chats import Chat, Reply
from tests.support.telegram_server.entities import written
from tests.support.telegram_server.people import Person
from tests.support.telegram_server.refusal import Refusal, bad_request

ANONYMOUS = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Stands for an administrator who writes in the group's name."""

LINKED = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
"""Stands for the channel whose posts appear in the group."""

OWNER = {"id": 4_242, "is_bot": False, "first_name": "Owner"}


@dataclass
class Group(Chat):
    """A group; the bot sees everything that is said in it.

    Attributes:
        id: Telegram's number, below zero.
        kind: `supergroup` or `group`.
        title: its name.
        has_bot: whether the bot is in it.
        is_admin: whether the bot may delete what others wrote.
        topics: numbers of its topics, if it has any.
    """

    kind: str = "supergroup"
    title: str = "Group"
    has_bot: bool = True
    is_admin: bool = True
    topics: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Numbers of groups are below zero."""
        if self.id >= 0:
            raise ValueError("the number of a group is below zero")

    @property
    def chat(self) -> dict[str, Any]:
        """The group as Telegram describes it."""
        chat = {"id": self.id, "type": self.kind, "title": self.title}
        return chat | {"is_forum": True} if self.topics else chat

    @property
    def closed(self) -> Refusal | None:
        """Why the bot may not write here."""
        if self.has_bot:
            return None
        return Refusal(403, f"Forbidden: bot was kicked from the {self.kind} chat")

    @property
    def may_delete(self) -> bool:
        """Whether the bot may delete what others wrote."""
        return self.is_admin

    def refusal_of_topic(self, number: int) -> Refusal | None:
        """Why nothing can be sent to a topic."""
        return None if number in self.topics else bad_request("message thread not found")

    def says(
        self,
        person: Person,
        text: str,
        mention: bool = False,
        reply_to: Reply | None = None,
        **content: Any,
    ) -> int:
        """Somebody writes in the group.

        Args:
            person: who.
            text: what; a command or a mention in it is marked.
            mention: whether the bot's name stands before the text.
            reply_to: a message of the bot that it answers.
            content: more of the message, e.g. message_thread_id=….

        Returns:
            The number of the update.
        """
        name = self.server.bot_user["username"]
        return self.sends(
            person, reply_to, **written(f"@{name} {text}" if mention else text), **content
        )

    def sends(self, person: Person, reply_to: Reply | None = None, **content: Any) -> int:
        """Somebody sends anything, e.g. photo=[…]; the number of the update."""
        person.is_seen = True
        if reply_to:
            content["reply_to_message"] = self.described(reply_to)
        if "message_thread_id" in content:
            self.topics.add(content["message_thread_id"])
            content.setdefault("is_topic_message", True)
        return self._put(person.user, **content)

    def says_anonymously(self, text: str) -> int:
        """An administrator writes in the group's name."""
        return self._put(ANONYMOUS, sender_chat=self.chat, **written(text))

    def gets_post(self, text: str) -> int:
        """A post of the linked channel appears in the group."""
        channel = {"id": self.id - 1, "type": "channel", "title": "Channel"}
        origin = {"type": "channel", "chat": channel, "message_id": 1}
        return self._put(
            LINKED,
            sender_chat=channel,
            is_automatic_forward=True,
            forward_origin={**origin, "date": int(self.server.now())},
            **written(text),
        )

    def adds_bot(self, by: Person | None = None) -> None:
        """The bot becomes a member."""
        self.has_bot = True
        self._changes("left", "member", by)
        bot = self.server.bot_user
        self._put(_who(by), new_chat_members=[bot])

    def removes_bot(self, by: Person | None = None) -> None:
        """The bot is taken out."""
        self.has_bot = False
        self._put(_who(by), left_chat_member=self.server.bot_user)
        self._changes("member", "kicked", by)

    def _put(self, user: dict[str, Any], **content: Any) -> int:
        message = self.keep(**{"from": user}, **content)
        return self.server.updates.put(message=message)

    def _changes(self, before: str, after: str, by: Person | None) -> None:
        self.server.updates.put(
            my_chat_member={
                "chat": self.chat,
                "from": _who(by),
                "date": int(self.server.now()),
                "old_chat_member": self._member(before),
                "new_chat_member": self._member(after),
            }
        )

    def _member(self, status: str) -> dict[str, Any]:
        member = {"user": self.server.bot_user, "status": status}
        return member | {"until_date": 0} if status == "kicked" else member


def _who(by: Person | None) -> dict[str, Any]:
    return by.user if by else OWNER
