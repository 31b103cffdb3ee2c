#!/usr/bin/env python3
"""Makes the workbooks that `pack new --from-table` is shown with: shapes and points of published tables, wording our
own. Run from the root of the repository; needs openpyxl."""
import datetime

import openpyxl

R='tests/cli/'
def save(book, path):
    book.properties.creator='junheng'
    book.properties.created=book.properties.modified=datetime.datetime(2024,1,1)
    book.save(path)

# T1: areas and items, a title above, merged areas, results left open, a subtotal in the area's own row
b=openpyxl.Workbook(); s=b.active; s.title='评估表'
s.append(['某县义务教育均衡发展评估指标表（样表）']); s.merge_cells('A1:H1')
s.append(['填报单位：'])
s.append(['一级指标','二级指标','指标值或达标情况简述','分值','自评分','复评分','省评分','评分要点'])
rows=[
('A1 入学机会（20分）','B1 随迁子女就学写进当地规划、列入财政保障',None,3,'没有写进规划的酌情扣0.5-2分'),
(None,'B2 政府牵头、各方参与的留守儿童关爱体系',None,3,'没有建立机制扣2分，活动没有开展扣1分'),
(None,'B3 三类残疾儿童少年入学率不低于80%',None,3,'达不到要求不给分'),
(None,'B4 优质普通高中名额分到初中的比例逐年提高','近三年 __%、__%、__%',4,'三年中每出现一次负增长扣2分，扣完为止'),
(None,'B5 小学入学率99.5%以上，初中毛入学率99%以上',None,4,'达不到要求不给分'),
(None,'B6 小学、初中辍学率控制在0.6%和1.8%以下',None,3,'每高0.1个百分点扣1分，扣完为止'),
('A2 保障机制（25分）','B7 均衡发展的责任、监督和问责机制',None,2,'缺一项扣1分'),
(None,'B8 经费预算单列，近三年三个增长',None,6,'每出现一项负增长扣2分'),
(None,'B9 学校标准化建设与薄弱学校改造',None,4,'酌情扣分'),
(None,'B10 转移支付用于义务教育的比例达到50%',None,None,'每低1个百分点扣0.5分'),
(None,'B11 足额征收教育费附加，及时拨付',None,None,None),
]
for a,bb,c,p,e in rows: s.append([a,bb,c,p,None,None,None,e])
s.merge_cells('A4:A9'); s.merge_cells('A10:A14')
save(b,R+'new-drafts-a-pack-from-a-table.in/评估表.xlsx')

# the blank form: 45 items with numbers only
b=openpyxl.Workbook(); s=b.active; s.title='45项'
s.append(['师市推进义务教育均衡发展工作评估指标体系（空白表，各项待填）'])
s.append(['A级指标','B级指标','C级指标','分值','评分标准','佐证材料'])
n=0
for a,count in zip(range(1,5),(12,13,8,12)):
    for i in range(count):
        n+=1
        s.append([f'A{a}' if i==0 else None, f'B{a}' if i==0 else None, f'C{n}',None,None,None])
save(b,R+'new-from-a-blank-form.in/空白表45项.xlsx')
b=openpyxl.Workbook(); s=b.active; s.title='36项'
s.append(['序号','A级指标','B级指标','C级指标','分值'])
for i in range(36): s.append([i+1,'A%d'%(i//9+1) if i%9==0 else None,None,None,None])
save(b,R+'new-from-a-blank-form.in/空白表36项.xlsx')

# T3: a tree in one column, numbers tell the depth, grades in columns of their own
b=openpyxl.Workbook(); s=b.active; s.title='办学标准'
s.append(['学校办学基本标准评估表（样表）'])
s.append(['评估项目','分值','一档','二档','三档','四档'])
for r in [('一、学校设置与班额',20,),('1 学校设置',5,5,3,1,0),('2 规模与班额',5,5,3,1,0),('3 校园环境',6,6,4,2,0),('4 用地面积',4,4,3,1,0),
          ('二、校舍',30),('1 建筑面积',5,5,3,1,0),('2 普通教室',6,6,4,2,0),('3 教学辅助用房',6,6,4,2,0),('4 办公用房',4,4,3,1,0),
          ('注：各档的界限见附件。',)]: s.append(list(r))
b.create_sheet('说明')['A1']='填表说明'
save(b,R+'new-reports-what-does-not-add-up.in/办学标准.xlsx')
