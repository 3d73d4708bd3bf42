"""What a message may hold: well-formed raw content, by name."""

from __future__ import annotations

from typing import Any

THUMBNAIL = {"file_id": "t", "file_unique_id": "tu", "width": 90, "height": 90, "file_size": 900}
PLACE = {"latitude": 43.3, "longitude": 45.7}
ALBUM = "13579"


def contents(now: int) -> dict[str, dict[str, Any]]:
    """Content of messages that people send, by name.

    Args:
        now: seconds since 1970.
    """
    stranger = {"id": 99, "is_bot": False, "first_name": "Stranger"}
    picture = [_file("p1", width=90, height=60), _file("p2", width=900, height=600)]
    moving = {"width": 640, "height": 480, "duration": 3, "mime_type": "video/mp4"}
    place = {"location": PLACE}
    return {
        "text": {"text": "words"},
        "command": {
            "text": "/help",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
        "photo": {"photo": picture},
        "album_photo": {"photo": picture, "media_group_id": ALBUM, "caption": "words"},
        "album_video": {"video": _file("av", **moving), "media_group_id": ALBUM},
        "caption": {
            "photo": picture,
            "caption": "bold words",
            "caption_entities": [{"type": "bold", "offset": 0, "length": 4}],
        },
        "voice": {"voice": _file("vo", duration=2, mime_type="audio/ogg")},
        "sticker": {
            "sticker": _file(
                "st", type="regular", width=512, height=512, is_animated=False, is_video=False
            )
        },
        "document": {"document": _file("do", file_name="file.pdf", mime_type="application/pdf")},
        "audio": {"audio": _file("au", duration=60, title="Song", mime_type="audio/mpeg")},
        "video": {"video": _file("vi", thumbnail=THUMBNAIL, **moving)},
        "video_note": {"video_note": _file("vn", length=240, duration=3)},
        # Telegram sends the file a second time, for programs that know no animations.
        "animation": {"animation": _file("an", **moving), "document": _file("an")},
        "location": place,
        "live_location": {"location": {**PLACE, "live_period": 900, "horizontal_accuracy": 9.0}},
        "venue": {**place, "venue": {**place, "title": "Station", "address": "Street 1"}},
        "contact": {"contact": {"phone_number": "+10000000000", "first_name": "Somebody"}},
        "poll_message": {"poll": poll()},
        "dice": {"dice": {"emoji": "\U0001f3b2", "value": 4}},
        "game": {"game": {"title": "Game", "description": "About it", "photo": picture}},
        "story": {"story": {"chat": {"id": 99, "type": "private", "first_name": "S"}, "id": 3}},
        "forwarded": {
            "text": "words",
            "forward_origin": {"type": "user", "date": now - 9, "sender_user": stranger},
        },
        "forwarded_from_hidden": {
            "text": "words",
            "forward_origin": {
                "type": "hidden_user",
                "date": now - 9,
                "sender_user_name": "Somebody",
            },
        },
        "via_other_bot": {
            "text": "words",
            "via_bot": {**stranger, "id": 98, "is_bot": True, "username": "other_bot"},
        },
    }


def notices(group: int, now: int) -> dict[str, dict[str, Any]]:
    """Content of service messages in a group, by name.

    Args:
        group: the group's number.
        now: seconds since 1970.
    """
    stranger = {"id": 99, "is_bot": False, "first_name": "Stranger"}
    chat = {"id": group, "type": "supergroup", "title": "Group"}
    return {
        "new_chat_members": {"new_chat_members": [stranger]},
        "left_chat_member": {"left_chat_member": stranger},
        "new_chat_title": {"new_chat_title": "New name"},
        "pinned_message": {
            "pinned_message": {
                "message_id": 1,
                "date": now - 9,
                "chat": chat,
                "from": stranger,
                "text": "x",
            }
        },
        "migrate_to_chat_id": {"migrate_to_chat_id": group - 1},
        "auto_delete_timer": {
            "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}
        },
    }


def poll() -> dict[str, Any]:
    """A poll as Telegram describes it."""
    return {
        "id": "31",
        "question": "Which?",
        "options": [
            {"persistent_id": "a", "text": "One", "voter_count": 1},
            {"persistent_id": "b", "text": "Two", "voter_count": 0},
        ],
        "total_voter_count": 1,
        "is_closed": False,
        "is_anonymous": False,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }


def _file(number: str, **about: Any) -> dict[str, Any]:
    return {"file_id": number, "file_unique_id": f"{number}u", "file_size": 1000, **about}
