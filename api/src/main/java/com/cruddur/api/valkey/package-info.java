/** The connection to Valkey, or to another server that speaks its protocol. Nothing of it is there unless it is named. */
@NullMarked
package com.cruddur.api.valkey;

import org.jspecify.annotations.NullMarked;
