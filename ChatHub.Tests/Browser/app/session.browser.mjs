// The way in, and out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, newName, newUser, openApp, password, refused, server, signUp } from "./browser.mjs";

test("the server's address leads to the app", async t => {
  const page = await openApp(t);
  assert.equal(page.url(), `${server}/app/`);
  await page.getByRole("heading", { level: 1 }).waitFor();
});

test("who signed up stays logged in through a reload, and in the room", async t => {
  const page = await signUp(t, { displayName: "Ada Lovelace" });
  await enter(page, "general");
  await page.reload();
  await page.locator("#room-title", { hasText: "General" }).waitFor();
  await page.locator(".account-bar", { hasText: "Ada Lovelace" }).waitFor();
});

test("logging out forgets the session and what was written, in the browser too", async t => {
  const page = await signUp(t);
  await enter(page, "general");
  await page.locator(".composer textarea").fill("a secret");
  await page.locator(".account-bar button").click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await page.getByText("You are logged out.").waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.doesNotMatch(kept, /secret|accessToken|refreshToken/);
  await page.reload();
  await page.getByRole("button", { name: "Log in" }).waitFor();
});

test("a wrong password and a taken name are told in the app's words", async t => {
  const { username } = await newUser();
  const page = await openApp(t, { expected: [refused(401), refused(409)] });
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("alert").filter({ hasText: "The username or the password is wrong." }).waitFor();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByLabel("Your name").waitFor();
  await page.getByLabel("Username").fill(username.toUpperCase());
  await page.getByLabel("Password").fill(password);
  await page.locator("form button.primary").click();
  await page.getByRole("alert").filter({ hasText: "This username is taken." }).waitFor();
});

test("a session that is ended elsewhere says so, and one can log in again", async t => {
  const user = await newUser();
  const page = await openApp(t, { expected: [refused(401)] });
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await enter(page, "general");
  await user.call("PUT", "/me/password", { currentPassword: password, newPassword: `${password}!` });
  await page.getByText("Your password was changed on another device. Please log in again.").waitFor();
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Password").fill(`${password}!`);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.locator(".account-bar", { hasText: user.username }).waitFor();
});

test("two tabs have one session, and leave it together", async t => {
  const page = await signUp(t, { username: newName() });
  const other = await page.context().newPage();
  await other.goto(`${server}/app/`);
  await other.locator(".account-bar").waitFor();
  await other.locator(".account-bar button").click();
  await other.getByRole("menuitem", { name: "Log out" }).click();
  await page.getByText("You are logged out.").waitFor();
});
