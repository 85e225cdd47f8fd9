/** Tells the API's instances over Valkey which rows were moved. Nothing of it is loaded unless a server is named. */
@NullMarked
package com.cruddur.stream.valkey;

import org.jspecify.annotations.NullMarked;
