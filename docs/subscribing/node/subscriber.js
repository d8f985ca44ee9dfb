'use strict'

const fs = require('node:fs/promises')
const path = require('node:path')
const avro = require('avsc')
const lz4 = require('lz4js')
const { Kafka, CompressionCodecs, CompressionTypes, logLevel } = require('kafkajs')
const { SchemaRegistry, SchemaType } = require('@kafkajs/confluent-schema-registry')

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const registryUrl = process.env.SCHEMA_REGISTRY_URL ?? 'http://localhost:8081/apis/ccompat/v7'
const groupId = process.env.GROUP_ID ?? 'example-node'
const folder = process.env.USERS_FOLDER ?? 'users'

// The records come compressed with LZ4, which kafkajs leaves to a codec.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async encoder => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async buffer => Buffer.from(lz4.decompress(buffer)),
})

// Microseconds since the epoch, as text: a JavaScript Date would drop the last three digits. The number itself is safe
// until the year 2255; avsc throws rather than rounds any long beyond 2^53.
class TimestampMicros extends avro.types.LogicalType {
  _fromValue(micros) {
    const millis = Math.floor(micros / 1000)
    return new Date(millis).toISOString().replace('Z', String(micros - millis * 1000).padStart(3, '0') + 'Z')
  }
}

const registry = new SchemaRegistry(
  { host: registryUrl },
  { [SchemaType.AVRO]: { logicalTypes: { 'timestamp-micros': TimestampMicros } } },
)

const kafka = new Kafka({ clientId: groupId, brokers, logLevel: logLevel.WARN })

// readUncommitted is false by default, and must stay so: an aborted event never happened.
const consumer = kafka.consumer({ groupId, readUncommitted: false })

/** The decoded event, or null when no further try can help. Throws while the registry does not answer. */
async function decode(message, where) {
  try {
    return await registry.decode(message.value)
  } catch (error) {
    const registryFailed = error.status !== undefined && error.status !== 404
    if (registryFailed) {
      throw error
    }
    console.error(`skipped ${where}: ${error.name}`)
    return null
  }
}

/** Does what this service does about a new user. True when it was done now, false when an earlier delivery did it. */
async function handle(eventId, user) {
  // Here: a file, named by the event. In a service: a row, with a unique key on the event's id, written in the
  // transaction that holds the effect.
  const file = path.join(folder, `${eventId}.json`)
  const known = await fs.access(file).then(() => true, () => false)
  if (!known) {
    await fs.writeFile(`${file}.part`, JSON.stringify(user))
    await fs.rename(`${file}.part`, file)
  }
  return !known
}

async function onMessage({ topic, partition, message }) {
  if (message.value === null) {
    return // A compacted topic may one day hold a deletion.
  }
  const user = await decode(message, `${topic}-${partition}@${message.offset}`)
  if (user === null) {
    return
  }
  const eventId = message.headers.ce_id.toString()
  const isNew = await handle(eventId, user)
  console.log(`${isNew ? 'created' : 'known'} ${user.sub} id=${user.id} at=${user.occurred_at} event=${eventId}`)
}

async function main() {
  await fs.mkdir(folder, { recursive: true })
  await consumer.connect()
  await consumer.subscribe({ topic: 'user.created', fromBeginning: true })
  // What onMessage has returned from is committed; what it threw at is tried again, and nothing behind it is taken.
  await consumer.run({ eachMessage: onMessage })
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => consumer.disconnect().then(() => process.exit(0)))
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
