import { Drafts } from "../messages/drafts.js";
import { People } from "../people/people.js";
import { Rooms } from "../rooms/rooms.js";
import { Reading } from "../settings/reading.js";
import { createContext, useContext } from "../view.js";

/** @import { Chat } from "../lib/chathub.js" */

/** All that there is for as long as somebody is logged in. */
export class SignedIn {
  /** @param {Chat} chat */
  constructor(chat) {
    this.chat = chat;
    /** One's own username. */
    this.me = chat.user.username;
    this.people = new People(chat);
    this.rooms = new Rooms(chat);
    this.reading = new Reading(chat);
    this.drafts = new Drafts(chat.user.username);
  }

  close() {
    this.rooms.close();
    void this.chat.close();
  }
}

export const SignedInContext = createContext(/** @type {SignedIn | null} */ (null));

/** What there is for whoever is logged in: for all components within the shell. */
export const useSignedIn = () => /** @type {SignedIn} */ (useContext(SignedInContext));
