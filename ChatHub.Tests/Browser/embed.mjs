// Opens the page of the embedding sample in a real browser and signs in, first with a wrong password. Prints what the page says each time.
import { chromium } from "playwright-core";

const { APP_URL, CHROMIUM } = process.env;
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const page = await browser.newPage();
  await page.goto(APP_URL);
  const who = page.locator("#who");
  for (const [password, said] of [["wrong", /wrong/], ["sample", /may talk/]]) {
    await page.fill("input[name=password]", password);
    await page.click("button");
    await who.filter({ hasText: said }).waitFor();
    console.log(await who.innerText());
  }
} finally {
  await browser.close();
}
