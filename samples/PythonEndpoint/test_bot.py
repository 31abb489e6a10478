"""python3 -m unittest"""
import io
import json
import os
import tempfile
import unittest
import urllib.error

import bot


class FakeTelegram:
    def __init__(self, *errors):
        self.calls, self._errors = [], list(errors)

    def call(self, method, **parameters):
        self.calls.append((method, parameters["chat_id"], parameters["text"]))
        if self._errors:
            raise self._errors.pop(0)


def refusal(status, **parameters):
    return urllib.error.HTTPError("", status, "", {}, io.BytesIO(json.dumps({"parameters": parameters}).encode()))


def text(words):
    return {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 7}, "text": words}}


class BotTests(unittest.TestCase):
    def setUp(self):
        self._directory = tempfile.TemporaryDirectory()
        self.addCleanup(self._directory.cleanup)
        self.done = bot.Done(os.path.join(self._directory.name, "done.db"))

    def test_text_is_echoed_and_start_greets(self):
        telegram = FakeTelegram()
        self.assertEqual((204, {}), bot.answer(text("hi"), "main:1", telegram, self.done))
        self.assertEqual((204, {}), bot.answer(text("/start"), "main:2", telegram, self.done))
        self.assertEqual([("sendMessage", 7, "You said: hi"), ("sendMessage", 7, "Hello! Say something.")], telegram.calls)

    def test_an_update_that_comes_again_is_answered_once(self):
        telegram = FakeTelegram()
        for _ in range(2):
            bot.answer(text("hi"), "main:1", telegram, self.done)
        self.assertEqual(1, len(telegram.calls))

    def test_flood_lets_the_chat_wait_and_then_answers(self):
        telegram = FakeTelegram(refusal(429, retry_after=5))
        self.assertEqual((503, {"Retry-After": "5"}), bot.answer(text("hi"), "main:1", telegram, self.done))
        self.assertEqual((204, {}), bot.answer(text("hi"), "main:1", telegram, self.done))

    def test_what_telegram_refuses_is_a_failed_job_and_trouble_is_tried_again(self):
        for error, status in (refusal(403), 422), (refusal(502), 502), (ConnectionResetError(), 502):
            self.assertEqual((status, {}), bot.answer(text("hi"), "main:1", FakeTelegram(error), self.done))


if __name__ == "__main__":
    unittest.main()
