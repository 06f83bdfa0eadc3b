// Opens the server's pages in a real browser, as a visitor would, and logs in through Swagger UI's Authorize button. Prints one line of JSON: what the
// visitor saw, and everything that the browser held against the pages.
import { chromium } from "playwright-core";

const { SERVER_URL, CHROMIUM, USERNAME, PASSWORD } = process.env;
const complaints = [];
const foreign = [];

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
page.on("console", message => {
  // Answers are looked at below, where a 401 is one that was asked for.
  if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource")) complaints.push(`console: ${message.text()}`);
});
page.on("response", response => { if (response.status() >= 400 && response.status() !== 401) complaints.push(`answer: ${response.status()} ${response.url()}`); });
page.on("pageerror", error => complaints.push(`error: ${error.message}`));
page.on("requestfailed", request => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
page.on("request", request => { if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(SERVER_URL).origin) foreign.push(request.url()); });
await page.exposeFunction("complain", text => { complaints.push(text); });
await page.addInitScript(() => document.addEventListener("securitypolicyviolation", event =>
  window.complain(`violation: ${event.violatedDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`)));

// What a call of Swagger UI's answers, tried out with a body or without.
async function tryOut(method, path, body) {
  const call = page.locator(`.opblock-${method}`, { has: page.locator(`.opblock-summary-path[data-path="${path}"]`) });
  await call.locator(".opblock-summary-control").click();
  await call.locator(".try-out__btn").click();
  if (body) await call.locator("textarea.body-param__text").fill(JSON.stringify(body));
  await call.locator("button.execute").click();
  const answer = call.locator(".live-responses-table tbody tr.response").first();
  await answer.waitFor();
  return {
    status: Number((await answer.locator(".response-col_status").innerText()).trim().split(/\s/)[0]),
    body: await answer.locator(".response-col_description pre, .response-col_description .highlight-code").first().innerText(),
  };
}

const seen = {};
await page.goto(new URL("docs", SERVER_URL).href, { waitUntil: "networkidle" });
seen.welcome = await page.locator("h1").innerText();
seen.styled = await page.evaluate(() => getComputedStyle(document.querySelector("main")).maxWidth !== "none");
seen.pictures = await page.evaluate(() => [...document.images].every(image => image.complete && image.naturalWidth > 0));

await page.locator("nav a[href='docs/hub']").click();
await page.locator("#JoinRoom").waitFor();
seen.hub = await page.evaluate(() => getComputedStyle(document.querySelector("table")).borderCollapse === "collapse");
await page.goBack({ waitUntil: "networkidle" });

await page.locator("nav a[href='swagger']").click();
await page.locator(".opblock").first().waitFor();
seen.stranger = (await tryOut("get", "/me")).status;
const login = await tryOut("post", "/login", { username: USERNAME, password: PASSWORD });
await page.locator(".auth-wrapper .btn.authorize").click();
// The lock for access tokens, not the one for server keys.
await page.locator(".modal-ux .auth-container", { hasText: "The accessToken" }).locator("input").fill(/"accessToken":\s*"([^"]+)"/.exec(login.body)[1]);
await page.locator(".modal-ux .auth-container", { hasText: "The accessToken" }).locator(".auth-btn-wrapper .authorize").click();
await page.locator(".modal-ux .btn-done").first().click();
await page.locator(".opblock-get.is-open .btn-clear").click();
await page.locator(".opblock-get.is-open button.execute").click();
await page.locator(".opblock-get.is-open .live-responses-table tbody tr.response", { hasText: USERNAME }).first().waitFor();
seen.user = await page.locator(".opblock-get.is-open .live-responses-table tbody tr.response .response-col_status").first().innerText();

// What the policy is there for: none of this runs, and each is complained of.
const clean = complaints.length;
await page.evaluate(() => {
  const script = document.createElement("script");
  script.textContent = "window.injected = true";
  const picture = document.createElement("img");
  picture.setAttribute("onerror", "window.injected = true");
  picture.src = "data:,";
  const frame = document.createElement("iframe");
  frame.src = "/";
  document.body.append(script, picture, frame);
});
await page.waitForFunction(() => document.querySelector("body > img").complete);
const violations = kind => complaints.slice(clean).filter(complaint => complaint.startsWith(`violation: ${kind}`)).length;
while (violations("script-src") < 2 || violations("frame-src") + violations("default-src") < 1) await new Promise(resolve => setTimeout(resolve, 50));
seen.injected = await page.evaluate(() => window.injected === true);
console.log(JSON.stringify({ seen, foreign, complaints: complaints.slice(0, clean) }));
await browser.close();
