// Signs in to the app, and gets the tokens of the chat from the app's backend: never the server key. What is done with them from here on is up to the page; @chathub/client takes this function as it is.
export async function chatSession() {
  const answer = await fetch("/chat-session", { method: "POST" });
  if (!answer.ok) throw new Error(`The app's backend answers ${answer.status}.`);
  return answer.json(); // { url, session: { accessToken, refreshToken, expiresIn, user } }
}

document.getElementById("sign-in").addEventListener("submit", async event => {
  event.preventDefault();
  const account = Object.fromEntries(new FormData(event.target));
  const answer = await fetch("/sign-in", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(account) });
  if (!answer.ok) return (document.getElementById("who").textContent = "The name or the password is wrong.");
  const { url, session } = await chatSession();
  const me = await fetch(new URL("/me", url), { headers: { Authorization: `Bearer ${session.accessToken}` } });
  document.getElementById("who").textContent = `${(await me.json()).displayName} may talk at ${url}`;
});
