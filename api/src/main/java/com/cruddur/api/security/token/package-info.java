/** Which access tokens are believed. */
@NullMarked
package com.cruddur.api.security.token;

import org.jspecify.annotations.NullMarked;
