export * from "@chathub/client";
