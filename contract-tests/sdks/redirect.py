"""A plugin of pytest: what a suite sends to Sila's sandbox goes to the one on this machine, and nothing goes elsewhere."""

import json
import os

import requests
from requests.adapters import HTTPAdapter

port = os.environ["SANDBOX_PORT"]
original = HTTPAdapter.send


def send(self, request, **kwargs):
    # The SDK reads samples of bodies when it starts and does not use them.
    if request.url.startswith("https://api.silamoney.com/0.2/getmessage"):
        response = requests.Response()
        response.status_code = 200
        response._content = json.dumps({"message": "schema"}).encode()
        response.request = request
        return response
    sila = "https://sandbox.silamoney.com/"
    if not request.url.startswith(sila):
        raise requests.ConnectionError(f"a suite may not reach {request.url.split('?')[0]}")
    request.url = f"http://127.0.0.1:{port}/{request.url[len(sila):]}"
    return original(self, request, **kwargs)


HTTPAdapter.send = send
