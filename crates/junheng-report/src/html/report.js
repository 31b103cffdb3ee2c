(function () {
  'use strict';
  function cell(row, column) { return row.cells[column].getAttribute('data-sort') || row.cells[column].textContent; }
  function compare(a, b) {
    var x = parseFloat(a), y = parseFloat(b);
    if (!isNaN(x) && !isNaN(y)) return x - y;
    if (!isNaN(x)) return -1;
    if (!isNaN(y)) return 1;
    return a.localeCompare(b, 'zh-CN');
  }
  document.querySelectorAll('table.sortable').forEach(function (table) {
    var heads = table.tHead.rows[table.tHead.rows.length - 1].cells, body = table.tBodies[0];
    Array.prototype.forEach.call(heads, function (head, column) {
      var button = head.querySelector('button');
      if (!button) return;
      button.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') === 'ascending';
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        Array.prototype.slice.call(body.rows).sort(function (a, b) {
          var order = compare(cell(a, column), cell(b, column));
          return down ? -order : order;
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
    var filters = document.querySelector('[data-filters="' + table.id + '"]');
    if (!filters) return;
    var name = filters.querySelector('input'), state = filters.querySelector('select'), count = filters.querySelector('output');
    function filter() {
      var shown = 0;
      Array.prototype.forEach.call(body.rows, function (row) {
        var named = row.textContent.indexOf(name.value) >= 0;
        var fits = !state.value || (' ' + row.getAttribute('data-states') + ' ').indexOf(' ' + state.value + ' ') >= 0;
        row.hidden = !(named && fits);
        if (!row.hidden) shown += 1;
      });
      count.textContent = count.getAttribute('data-text').replace('#', shown);
    }
    name.addEventListener('input', filter);
    state.addEventListener('change', filter);
  });
  var dialog = document.querySelector('dialog'), data = document.getElementById('workings');
  if (!dialog || !data) return;
  var rows = JSON.parse(data.textContent), lines = dialog.querySelector('tbody');
  document.querySelectorAll('button[data-row]').forEach(function (button) {
    button.addEventListener('click', function () {
      var row = rows[button.getAttribute('data-row')];
      dialog.querySelector('h3').textContent = row.name;
      lines.textContent = '';
      row.of.forEach(function (line) {
        var tr = lines.insertRow();
        line.forEach(function (text) { tr.insertCell().textContent = text; });
      });
      dialog.showModal();
    });
  });
}());
