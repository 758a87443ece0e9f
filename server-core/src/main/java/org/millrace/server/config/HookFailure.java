package org.millrace.server.config;

/** What becomes of a client whose hook fails or does not decide in time. */
public enum HookFailure {
  /** It is refused: a hook that guards something is of no use otherwise. */
  REFUSE,
  /** It is let in. */
  ACCEPT
}
