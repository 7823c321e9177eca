/** Protects a realm in one step and undoes that; which login paths have no captcha, and which settings show errors to people. */
package io.komauth.protection;
