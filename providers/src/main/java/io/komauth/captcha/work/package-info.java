/** Proof of work: challenges and solutions of the ALTCHA protocol "PoW v2", which its widgets speak. */
package io.komauth.captcha.work;
