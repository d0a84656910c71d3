/**
 * The serialisation of data: small codecs for what most programs' records are made of, Java serialisation and a library for the rest.
 * Reads: {@link ember.storage.serialize.data.DataSerialization} first.
 */
@NullMarked
package ember.storage.serialize.data;

import org.jspecify.annotations.NullMarked;
