"""Makes a request file for sqlmap of every operation in a server's Swagger document, each with an account and a room of its own.

    requests.py <url of the server> <directory for the files> <a server key of it>
"""
import json
import os
import re
import sys
import urllib.parse
import urllib.request

url, directory, server_key = sys.argv[1:4]
host = urllib.parse.urlsplit(url).netloc
PASSWORD = "correct horse battery"


def call(method, path, body=None, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url + path, data, headers, method=method)) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def person(name):
    call("POST", "/signup", {"username": name, "password": PASSWORD})
    return call("POST", "/login", {"username": name, "password": PASSWORD})


def value(name, kind, number):
    """One with which the call is good, or would be but for the password: what deletes an account is tried with a wrong one."""
    if kind == "integer":
        return {"limit": 20, "before": 9, "after": 0, "days": 7, "slowModeSeconds": 0, "retentionDays": 36500}.get(name, 3)
    return {
        "room": "room-%d" % number, "username": "tester-%d" % number, "sender": "tester-%d" % number, "password": "incorrect horse battery",
        "currentPassword": "incorrect horse battery", "newPassword": "another horse battery", "q": "words", "text": "words", "language": "es", "emoji": "\U0001F44D",
        "visibility": "public", "translation": "any", "role": "member", "until": "2099-01-01T00:00:00Z", "clientMessageId": "key-%d" % number, "id": "none", "reason": "none",
        "refreshToken": "none", "cursor": "", "epoch": "none",
    }.get(name, "words")


def fill(name, schema, schemas, number):
    # A reference with a description of its own stands in an allOf.
    schema = schema.get("allOf", [schema])[0]
    schema = schemas[schema["$ref"].split("/")[-1]] if "$ref" in schema else schema
    if "properties" in schema:
        return {key: fill(key, part, schemas, number) for key, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [fill(name, schema["items"], schemas, number)]
    if schema.get("type") == "object":
        return {"es": "palabra"}
    if schema.get("type") == "boolean":
        return True
    return value(name, schema.get("type"), number)


document = call("GET", "/swagger/v1/swagger.json")
schemas = document["components"]["schemas"]
operations = [(method.upper(), path, operation) for path, item in document["paths"].items() for method, operation in item.items()]
for number, (method, path, operation) in enumerate(operations):
    token = person("tester-%d" % number)["accessToken"]
    call("POST", "/rooms", {"room": "room-%d" % number}, token)
    for _ in range(2):
        call("POST", "/rooms/room-%d/messages" % number, {"text": "words and more words"}, token)

    target, query = path, []
    for parameter in operation.get("parameters", []):
        name, kind = parameter["name"], parameter["schema"].get("type", "string")
        given = urllib.parse.quote(str(value(name, kind, number)), safe="")
        if parameter["in"] == "path":
            target = target.replace("{%s}" % name, given + "*")
        elif name not in ("cursor", "before"):
            query.append("%s=%s" % (name, given))
    # A star is where sqlmap injects. Without stars it would leave out what is called a token.
    target += "?" + "&".join(part + "*" for part in query) if query else ""

    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    body = json.dumps(fill("", content["schema"], schemas, number)) if content else ""
    body = re.sub(r'(: (?:"[^"]*|[0-9]+))', r"\1*", body)
    lines = ["%s %s HTTP/1.1" % (method, target), "Host: " + host, "Authorization: Bearer " + (server_key if path.endswith("/sessions") and "/me/" not in path else token)]
    if body:
        lines += ["Content-Type: application/json", "Content-Length: %d" % len(body)]
    with open(os.path.join(directory, "%02d %s %s" % (number, method, path.replace("/", "_"))), "w", encoding="utf-8") as file:
        file.write("\r\n".join(lines) + "\r\n\r\n" + body)
