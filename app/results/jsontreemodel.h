// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonplace.h"
#include "app/results/resultdocument.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace results {

/// A result as a tree of key, value and type, in the order of the text. Children are read when their parent
/// is opened (fetchMore); under a container of more than a thousand stand pages of a thousand, such as
/// "[1000 … 1999]", and under those its members, so that its end is as near as its beginning. A document that
/// is a single scalar is one row, "$".
class JsonTreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, CountColumn, TypeColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole, ///< QString, JSONPath: $.extractions[0].fields['odd key'].value; of a page
                                 ///< that of its container
        TypeRole,                ///< int(JsonType); of a page that of its container
        PageRole,                ///< bool: a page, no value of its own
        RawRole,                 ///< QByteArray: the value's text as received
        KeyRole,                 ///< QString: the whole decoded key, or "[7]"; of a page as it is shown
        TextRole,                ///< QString: the whole decoded value, uncut (what "Copy value" copies)
    };

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    /// nullptr empties the model.
    void setDocument(ResultDocumentPtr document);
    const ResultDocumentPtr &document() const { return m_document; }

    /// The row a JSONPath names (the first, where keys are doubled), reading what lies on the way; invalid
    /// when there is no such value. "$" is the invisible root, so it has a row only where the document is a
    /// scalar.
    QModelIndex indexOfPath(QStringView path);
    QModelIndex indexOfWay(const JsonWay &way);
    /// The other way round; of a page that of its container.
    JsonWay wayOfIndex(const QModelIndex &index) const;
    /// Invalid for an invalid index and for a page.
    JsonNode node(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// DisplayRole cuts values after 500 characters; TextRole does not.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Branch;

    Branch *addBranch(Branch *parent, int row, const JsonNode &container, qint64 first, qint64 count);
    Branch *branchAt(const QModelIndex &parent) const; ///< null when it was not opened
    Branch *openBranch(const QModelIndex &parent);
    static int knownRows(const Branch &branch);
    static int readableRows(Branch &branch, qint64 atLeast);
    void fetch(const QModelIndex &parent, qint64 atLeast);
    QModelIndex child(const QModelIndex &parent, qint64 row);
    QVariant pageData(const Branch &branch, const QModelIndex &index, int role) const;
    QString key(const Branch &branch, int row, qsizetype maxLength) const;
    QString keyText(const Branch &branch, int row) const;
    QString path(const Branch &branch, int row) const;
    QString valueText(const JsonNode &value) const;
    QString spokenValue(const JsonNode &value) const;

    ResultDocumentPtr m_document;
    std::vector<std::unique_ptr<Branch>> m_branches; ///< the opened containers; the first is the root
};

} // namespace results
