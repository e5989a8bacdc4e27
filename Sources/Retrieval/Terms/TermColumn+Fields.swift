import JobMarket
import Synchronization
import VectorMath

extension TermColumn {
  /// Orders the columns of all fields, a processor a field.
  static func all(_ values: [AttributeField: ListColumn<ValueID>]) -> [AttributeField: TermColumn] {
    // The longest first, so that none is begun when all others are done.
    let columns = values.sorted { ($0.value.elements.count, $1.key) > ($1.value.elements.count, $0.key) }
    let ordered = Mutex<[AttributeField: TermColumn]>([:])
    Processors.perform(columns.count) { place in
      let column = TermColumn(columns[place].value)
      ordered.withLock { $0[columns[place].key] = column }
    }
    return ordered.withLock { $0 }
  }
}
