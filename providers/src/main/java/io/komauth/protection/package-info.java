/** Which login paths of a realm have no captcha, and which settings show errors to people. */
package io.komauth.protection;
